package com.dartwing.tel.hub.ops;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.modelmbean.InvalidTargetObjectTypeException;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import javax.management.modelmbean.ModelMBeanInfoSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedInstance;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.api.management.NotificationSenderAware;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;
import org.apache.camel.support.management.MixinRequiredModelMBean;

/**
 * Lets the MBeans of one class share what is said of that class. Camel tells it anew for each step of each route, and
 * JMX copies it once more: three thousand steps held half of the hub's heap so. Nothing of it changes: values are asked
 * of what is managed, and kept in no description, because none has a {@code currencyTimeLimit}.
 */
final class SharedMBeanInfos extends DefaultManagementMBeanAssembler {

    private final Map<Class<?>, ModelMBeanInfo> infos = new ConcurrentHashMap<>();

    SharedMBeanInfos(CamelContext context) {
        super(context);
    }

    @Override
    public ModelMBean assemble(MBeanServer server, Object managed, ObjectName name) throws JMException {
        if (hasMore(managed)) {
            return super.assemble(server, managed, name);
        }
        var info = infos.get(managed.getClass());
        if (info == null) {
            var own = assembler.getMBeanInfo(camelContext, managed, null, name.toString());
            if (own == null) {
                return null;
            }
            info = new Shared(own);
            infos.put(managed.getClass(), info);
        }
        var mask = camelContext.getManagementStrategy().getManagementAgent().getMask();
        var bean = new MixinRequiredModelMBean(info, mask != null && mask, null, null);
        try {
            bean.setManagedResource(managed, "ObjectReference");
        } catch (InvalidTargetObjectTypeException e) {
            throw new JMException(e.getMessage());
        }
        return bean;
    }

    private static boolean hasMore(Object managed) {
        return managed instanceof NotificationSenderAware
                || managed instanceof ManagedInstance wrapper
                        && wrapper.getInstance() != null
                        && wrapper.getInstance().getClass().isAnnotationPresent(ManagedResource.class);
    }

    /** {@code RequiredModelMBean} takes a clone of what it is given. */
    private static final class Shared extends ModelMBeanInfoSupport {

        private static final long serialVersionUID = 1L;

        private Shared(ModelMBeanInfo info) {
            super(info);
        }

        @Override
        public Object clone() {
            return this;
        }
    }
}
